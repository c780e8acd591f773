// Package voting is how residents vote: the rules by which votes are counted, a vote
// from its opening to its result, and the ballots that open votes leave behind.
//
// A [Majority] is a row: how many have to take part and how many to agree, of whom, by
// number and perhaps by floor area too (面积、人数双过半). A [Poll] keeps the rule as it stood
// when the vote was opened, the roll frozen then, and the count; it is settled when
// nothing that can still be cast changes its result. An open vote leaves a [Ballot] of
// each voter for everyone to read; of a secret one there is none.
package voting

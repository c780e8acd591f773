// Package selfgov is residents' self-governance (居民自治, G8), led by the
// community's Party organisation: groups of residents by compound or building, what
// they propose, deliberate and decide by vote, and the covenants they give
// themselves.
//
// A [Group] (自治小组、邻里帮帮团、议事会) has a roll: every [Membership] is a record
// of its own, and each change of the roll has a number. A [Proposal] (提案) is
// made, taken up, deliberated in a venue (议事厅、说事院、连心亭), voted on, and
// carried out or handed on to another institution.
//
// Opening a vote freezes the roll: the proposal keeps the roll's number, and a vote
// is admitted if the voter's membership began at or before that number and had not
// ended by it. Numbers and not instants decide, since two things may happen within
// the same instant; the change of the roll and the opening of the vote both change
// the group, so one comes first. One person has one vote by a claim. An open ballot
// leaves a [Ballot] for everyone to read; of a secret one the history does not say
// who cast it. The rules by which votes are counted are rows, see [Majority].
//
// A [Covenant] (邻里公约) is a version that comes into force by the adoption of a
// proposal and in no other way.
package selfgov

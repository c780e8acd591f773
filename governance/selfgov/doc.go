// Package selfgov is residents' self-governance (居民自治, G8), led by the
// community's Party organisation: groups of residents by compound or building, what
// they propose, deliberate and decide by vote, and the covenants they give
// themselves.
//
// A group (自治小组、邻里帮帮团、议事会) has a roll: every membership is a record
// of its own, and each change of the roll has a number. A proposal (提案) is
// made, taken up, deliberated in a venue (议事厅、说事院、连心亭), voted on, and
// carried out or handed on to another institution.
//
// A vote is counted by rules that are rows (package voting), of a roll that is frozen
// when it is opened; one person has one vote. An open ballot leaves a record for everyone
// to read; of a secret one the history does not say who cast it.
//
// A covenant (邻里公约) is a version that comes into force by the adoption of a proposal
// and in no other way.
//
// Each record has a package of its name; what they share is in package charter.
package selfgov

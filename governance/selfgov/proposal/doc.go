// Package proposal is what residents propose to their group (提案), and what becomes of it.
//
// A [Proposal] is taken up by the community's Party organisation, deliberated in a venue
// (议事厅、说事院、连心亭), voted on, and carried out or handed on to another institution.
//
// Opening a vote freezes the roll: the proposal keeps the roll's number, and a vote is
// admitted if the voter stood on the roll after that change. Numbers and not instants
// decide, since two things may happen within the same instant; the change of the roll
// and the opening of the vote both change the group, so one comes first. One person has
// one vote by a claim; of a secret ballot the history does not say who cast it.
package proposal

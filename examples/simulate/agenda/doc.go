// Package agenda is a district's year of all institutions but the matters of
// residents (年度日程): conferences, duties, report-in, mediation, self-governance,
// activities, venues, money and the rest, played upon the real ones.
//
// The model: a [Plan] is data. It says how often something happens, on which days of
// the year, and what people bring with them: how hard a dispute is, how popular a
// proposal, who does not come. An [Agenda] turns it into acts at instants, and gives
// them one after another as commands to a [stored.Stage]. What an act leads to
// arranges more: a mediator who has not brought two parties together sits down with
// them again some days later. Nothing in here says how anything ends. That a mediation
// fails, that a proposal falls short of its quorum, that an answer was late is found by
// the institutions' own rules, and the year's figures are asked of their records.
//
// Chance is dealt, not thrown: a row of weights is dealt out over all cases like a
// pack of cards, so that of 2,844 disputes as many are beyond mending as the plan says,
// whatever the seed; the seed says which.
//
// [Agenda.Next] tells when the next act is, so that others may play upon the same
// stage between the acts.
package agenda

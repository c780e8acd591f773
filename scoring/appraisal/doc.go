// Package appraisal is how the centre gives its quarterly reference opinion on
// every town and department (考核评价参考意见, 3 [R]), on the law of package
// governance and with the numbers of package scoring.
//
// Three institutions live here. A [RuleBook] is a rule set that a district has
// adopted. A [Round] computes one edition of opinions for a period: it asks the
// matters what was counted, scores it, and opens an [Opinion] for each unit; no
// number comes from whoever gives the command. The centre issues the opinions; a
// unit may object within the window, naming matters; the centre rules. An
// objection that is accepted leaves its matters out of the next edition, whose
// opinions say what has changed; an issued edition never changes.
//
// Whoever has matters answers the questions [scoring.QuestionObservations],
// [scoring.QuestionEvidence] and [scoring.QuestionParts] for them; which
// institution that is, is for [Settings] to say, so that this package knows none.
package appraisal

// Package supervision is how a responsibility chain is kept moving (G2): rounds of
// reporting (调度通报), inspection (督察指导), tracking (跟踪问效) and evaluation
// (综合考评), at set intervals by a recurrence rule, or once when there is occasion.
//
// A series falls due by itself and opens a round, which a unit holds over another and
// those below it. What a round finds becomes a task of the unit concerned, in the same
// commit; an evaluation grades the units. The round's report ends it when nothing is
// left to set right; else it stays until every task has ended.
package supervision

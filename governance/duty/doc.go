// Package duty is the chain of responsibility (责任链, G2) and its wall chart
// (挂图作战, G3).
//
// A task has one owner, one who set it and checks it, and a day by which it is due.
// It comes into being by order of the level above, or is referred by another
// institution: a guiding document or plan is broken down, a conference decides, a
// round finds something. Its owner breaks it down to the next level, district to town
// to community to compound; each part is a task of its own, which tells the one above
// how far it has come, so that a task's progress is that of its parts and nobody
// reports it twice.
//
// What a task owes at any instant stands in its course: who owned it since when, and
// by when it was due. The wall chart is therefore a question and not a record: one
// pass over the tasks gives the state of every unit under every task, on any day.
package duty

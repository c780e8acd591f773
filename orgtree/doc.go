// Package orgtree knows who is there (组织树): the units of a district and of the
// country above it, the Party organisations and other bodies beside them, who
// holds which post, and how all of it looked on any day.
//
// # The model
//
// A unit has a [Code] for good and a [Kind]: a level of administration (district
// 区 › town 镇街 › community 社区 › compound 小区 or lane 街巷 › building 楼栋), an organ
// (grid, department, centre), a Party organisation or another body. What may
// stand under what, where a Party organisation may stand, what a grid may cover,
// who may hold a post: all of that is rows, [Kinds] and [PostKinds], from which
// validation, labels and documentation read.
//
// An [Org] is everything ever known, as dated facts: the name since one day, the
// parent since another, a post from a day to a day. It never changes. Changes
// are values ([AddUnit], [Move], [Merge], [Appoint] and so on), each with the day
// on which it begins to hold, in the past or the future; [Org.Apply] returns
// another Org or an [*InvalidError] that names every fault.
//
// A [Tree] is the Org on one day ([Org.On]) and answers the questions: who is
// above and below, which town answers for a compound, whose organisation checks
// a matter, who is secretary, who has the work of a unit that was dissolved.
//
//	org, err := orgtree.ImportDivisions(file, orgtree.ImportOptions{From: day})
//	org, err = org.Apply(orgtree.AddUnit{Unit: compound, Day: day})
//	tree := org.On(today)
//	town, ok := tree.Town("350205001001001")
//
// # Days
//
// All intervals of days are half-open: a unit exists, and a post is held, from
// its first day up to but not including the day it ends. An open end is
// [civil.Forever]. A unit that was dissolved keeps its code and has a successor,
// so that [Tree.Successor] always leads to somebody who exists: work is never
// stranded.
//
// # Two ways up
//
// Party organisations form a chain of their own beside the levels: the parent of
// a community committee is the town committee, and where it stands (Unit.At) is
// the community. [Tree.Within] and [Tree.Ancestors] follow parents; questions
// about places ([Tree.Town], [Tree.Answers] and the like) begin at the seat.
//
// # Storage
//
// An Org is one document whose top-level fields are keyed: "u.CODE" a unit,
// "p.ID" a post, "h.ID" a person ([Org.Fields], [FromFields]). What an entry of
// its history has to keep is [Org.Delta], and a replica takes entries in by
// [Org.Fold]. Persons are opaque ids; no name of a person ever comes in here.
//
// # Cost
//
// A change costs what it touches. Units that came in bulk and never changed lie
// in shared columns of about 37 bytes each; a tree in pre-order with interval
// labels makes "is below" two comparisons and a subtree a slice. Nothing here
// does I/O, reads a clock or starts a goroutine; everything handed out may be
// used by any number of goroutines.
package orgtree

// Package yearreport is the year's report (经验汇报, G18): all figures of a district,
// a town or a community over any period, computed from the records, as a document.
//
// A report is a table of [Row]s, in the order of the domain: each names a question
// of an institution, the parameters that it is asked with, and where in the answer
// the figure stands. Nothing is counted here; an institution that lacks a question
// gets it, as its own row. So every figure comes with the query that gave it, which
// anybody may ask again. A rate is two counts, and is printed from them.
//
// Asked live, by the question "report", the figures are those that the asker's own
// questions would be answered with. A [Report] that is compiled into a record is
// computed upon all records of the unit, as whoever reports it answers for them
// all; once issued it never changes, whatever becomes of the records afterwards.
// What was wrong is put right by another report.
//
// Institutions are named by their kinds only, and one that is not assembled has no
// figures: the report says so.
package yearreport

// Package budget is what a unit may use in a year (经费预算): of one unit, one source
// level, one purpose and one year.
//
// The treasury approves a [Budget], and appropriates money into it in lots, never more
// than was approved. From then on it answers to its expenditures and to other budgets:
// what is granted is set aside, what is paid is spent, what is transferred or carried
// over goes out here and comes in there. Of what came in, each fen is at any time in
// exactly one place, and every movement is posted.
//
// The year's end stops new grants by itself; then the budget is settled (决算).
package budget

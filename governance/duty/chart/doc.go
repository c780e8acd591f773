// Package chart is the wall chart (挂图作战, G3): how every unit's tasks stand, on any day.
//
// It is a question and not a record: one pass over whatever stands gives a [Chart], a
// row for each unit, a column for each task at the head of a chain, and in the cells
// how the unit's share of it stands. The same chart can be had as a table, to print and
// hang up.
package chart

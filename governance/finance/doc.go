// Package finance is money (经费, G15): what a unit may use in a year, from which
// level and for which purpose, and where every yuan of it went.
//
//   - A [Budget] is of one unit, one source level (province, city or district), one
//     purpose and one year. The treasury approves it, and appropriates money into it
//     in lots (拨付); what was appropriated never exceeds what was approved.
//   - An [Expenditure] is asked for under a budget, granted, paid, and perhaps
//     refunded or reversed. Granting takes its amount from the lots, the oldest first
//     or the one that is named, and its lines keep from which: what is granted is
//     there. So money is never promised twice, and each yuan spent leads back to its
//     appropriation, also through transfers and carry-overs (question trace).
//   - A [Posting] is one movement with the account it debits and the one it credits
//     (复式记账). It is written in the same commit as the movement. The trial balance
//     (question trial) sums to nothing, and agrees with the budgets' own counters.
//
// The year's end stops new grants by itself; then the budget is settled (决算): what
// is left is carried over to next year's budget, or goes back to the treasury.
//
// Amounts are whole fen; nothing is divided but averages (see [governance.Yuan.Per]).
package finance

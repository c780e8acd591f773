// Package finance is money (经费, G15): what a unit may use in a year, from which
// level and for which purpose, and where every yuan of it went.
//
//   - A budget (package budget) is of one unit, one source level (province, city or
//     district), one purpose and one year. The treasury approves it, and appropriates
//     money into it in lots (拨付); what was appropriated never exceeds what was approved.
//   - An expenditure (package expenditure) is asked for under a budget, granted, paid,
//     and perhaps refunded or reversed. Granting takes its amount from the lots, and its
//     lines keep from which: what is granted is there. So money is never promised
//     twice, and each yuan spent leads back to its appropriation, also through transfers
//     and carry-overs.
//   - A posting (package posting) is one movement with the account it debits and the one
//     it credits (复式记账), written in the same commit as the movement.
//   - Figures (package statement) are made of them: the trial balance sums to nothing,
//     and agrees with the budgets' own counters.
//
// What they share, lots above all, is in package fund. Amounts are whole fen; nothing
// is divided but averages (see [governance.Yuan.Per]).
package finance

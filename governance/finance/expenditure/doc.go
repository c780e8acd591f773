// Package expenditure is the uses of a budget's money (支出): asked for, granted, paid,
// and perhaps refunded or reversed.
//
// An [Expenditure] keeps no money. It is opened by its budget ([Raise]) and asks it
// for every step: to set aside what is granted ([Reserve]), which answers with the
// lines from which it comes ([Allocate]); to pay it out ([Draw]); to free it
// ([Release]) or to take it in again ([GiveBack]). Each is in one commit with the
// expenditure's own step. The question "trace" follows its lines back to the
// appropriations, by way of whatever budgets passed them on.
package expenditure

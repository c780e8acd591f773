// Package payment is what is due to cadres, line by line, and that it was paid
// (待遇发放).
//
// A [Payment] is opened when a month is reckoned, or the difference for months past.
// The town pays it and records the voucher, which is told to the cadre's record. The
// averages against the floors, and who lies below, are made of the lines: only whole
// months count, with all that was reckoned for them at whatever time.
package payment

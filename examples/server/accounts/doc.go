// Package accounts knows who may log in, and who has.
//
// An account is a name, a password and the person it belongs to; what the
// person may do follows from the posts they hold and is none of its business.
// A session is a random token that is shown once: only its SHA-256 sum is kept,
// so that whoever reads the database cannot act in anybody's name. Passwords
// are kept as argon2id in the usual text form, which carries its own
// parameters.
//
// Sessions expire by the wall clock. Guessing is slowed down per account and
// per address; an account that does not exist takes as long to refuse as a
// wrong password.
package accounts

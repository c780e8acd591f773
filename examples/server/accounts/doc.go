// Package accounts knows who may log in, and who has.
//
// An account is a name, a password and the person it belongs to; what the
// person may do follows from the posts they hold and is none of its business:
// whose post has ended still logs in, and acts for nobody. Who may make, reset
// and close accounts is rows of one table ([Rights]), asked of posts as well.
//
// Whoever makes an account, or resets its password, is told a random one once
// and cannot choose it. Such a password is to be changed before anything else.
// A closed account stays closed and its name is not given again, so that what
// its acts say stays true. Every act is kept in the same transaction as what it
// did, with who did it and in which post.
//
// A session is a random token that is shown once: only its SHA-256 sum is kept,
// so that whoever reads the database cannot act in anybody's name. Passwords
// are kept as argon2id in the usual text form, which carries its own
// parameters.
//
// Sessions expire by the wall clock. Guessing is slowed down per account and
// per address; an account that does not exist, or is closed, takes as long to
// refuse as a wrong password.
package accounts

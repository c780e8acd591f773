// Package account keeps the accounts of organisations (账号, G17): the Party
// organisation of every community, compound, town and district department has one
// of its own [R]. Somebody holds it: whose post acts for the organisation. Rights
// follow posts, so what the holder may do ends with the post, whatever is recorded
// here; that the account is then handed over, and by when, is this institution's
// affair. It knows no passwords: whoever serves the accounts does.
package account

// Package notice is the community's Party-affairs notice board (社区党务公开栏):
// what was asked, who handled it, how it ended and when, without personal data,
// readable by everyone without an account.
//
// Notices are posted by other institutions, as further commands in the commit
// that publishes; nobody writes on the board directly.
package notice

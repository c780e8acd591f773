// Package voices is what residents say to those who answer for them (G9): on the
// message board (留言板), to the secretary's mailbox (书记信箱), and in residents'
// groups (群), where a worker writes down what was said.
//
// A [Voice] is answered within its limit or turned into a matter, in one commit; when
// the limit passes, the town sees to it as well. Nobody is counted twice for saying the
// same: a voice claims a digest of who said it and of its text, written alike whatever
// the spacing, punctuation and letter case. If the sender has agreed, the answer may be
// made public, in words that hold no personal data: see the package reply.
package voices

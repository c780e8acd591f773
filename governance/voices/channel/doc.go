// Package channel is how what residents say comes in (G9): by the message board, the
// secretary's mailbox, or what is written in residents' groups (留言板、书记信箱、群).
package channel

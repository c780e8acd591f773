// Package reply is the answers that everyone may read (公开答复, G9).
//
// A [Reply] is shown with the sender's consent, in words without personal data, and
// taken down when that is taken back, when it is pressed further, or when it was wrong.
package reply

// Package standard is how much a month a post at a grade is worth from a day on
// (待遇标准), and what a district may set about pay: floors by class of post, and limits.
//
// A [Standard] may begin in the past, and may be revoked as if it had never been. Of
// several the youngest day that has come holds (question rates).
package standard

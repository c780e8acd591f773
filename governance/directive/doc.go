// Package directive keeps what duties come from (G2): the register of guiding
// documents (指导文件), each with its issuer, its level, whether it is on trial (试行)
// and its place in a series such as "1+2"; and the plans that carry them out, a town's
// own (一镇街一案) or that of a campaign month (攻坚月).
//
// Documents and plans do nothing themselves: they are broken down into tasks, which
// are referred to whatever institution keeps tasks, in the same commit, for the issuer
// itself or units of the next level. They count these, and hear how each ends.
//
// A town has exactly one plan for each document, or for each year where it names none.
package directive

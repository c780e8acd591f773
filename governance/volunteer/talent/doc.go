// Package talent is the register of who is able and willing to do things for others
// (能人专家).
//
// The community finds talents, experts and keen residents by survey (摸排), or they
// offer themselves; with their agreement each stands in the register as a [Talent],
// once, with what they are able to do. Others ask the register for it with
// [governance.SkillsOf], and teams whether somebody stands in it.
package talent

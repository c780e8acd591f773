// Package hearing is the hearing of residents on units' work (听评会, G8): a community
// or town invites residents and the units whose work is to be rated, the units give
// account of it (述职), the residents rate each in five steps, and each unit answers
// for what it will put right (整改).
//
// Each invited resident rates each unit once, by a claim, and unsigned: the history
// does not say whose a rating is, so that a neighbour may speak freely. What is said
// beside it may be referred to another institution, such as a matter.
package hearing

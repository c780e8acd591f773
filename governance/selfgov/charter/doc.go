// Package charter is what the records of a residents' group have in common (章程): where
// it has its [Seat], which says who leads and who keeps the roll; what a district sets
// about self-governance, its [Policy]; and the commands by which memberships and
// proposals tell the group of what concerns it.
package charter

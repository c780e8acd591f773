// Package covenant is what neighbours have agreed to keep (邻里公约). A [Covenant] is one
// version: it comes into force by the adoption of a proposal and in no other way, is
// registered with the town (备案), which may order what is against the law to be put
// right, and ends when the next takes its place or it is repealed.
package covenant

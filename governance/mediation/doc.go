// Package mediation is people's mediation (人民调解, G13): a dispute between two
// parties, the mediator of the community, the sessions, and how it ends: an
// agreement, written or oral and recorded, which is in force when it is signed and
// which a court may be asked to confirm within 30 days; or none. It may take one
// month, longer only when both parties agree (人民调解法 28–33).
//
// A party is shown to others by name and number masked. The success rate is of
// those that were mediated: withdrawn and declined ones are in neither count.
package mediation

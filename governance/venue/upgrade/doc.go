// Package upgrade is the projects that make a venue better (提升改造).
//
// An [Upgrade] is planned by its venue, approved with an amount by the district, paid
// for within that amount, and accepted (验收). What it was to bring is ticked off on the
// venue in the same commit. The question "money" sums up what upgrades cost.
package upgrade

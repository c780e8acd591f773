// Package group is residents who govern themselves at a place (自治小组、邻里帮帮团、议事会).
//
// A [Group] is formed by the community. It opens memberships, proposals and covenants,
// and keeps of them what has to be one: the roll as it stands with the number of its
// last change, how many proposals are under way, and which covenant is in force.
package group

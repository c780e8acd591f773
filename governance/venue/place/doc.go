// Package place is the register of venues (活动场所): what there is and what is offered
// there.
//
// A [Venue] is registered with its kind, where its room comes from (such as a
// compound's ancillary rooms 配套用房 or a raised ground floor 架空层), its opening
// hours, its services and how many of the "six haves" (六有) it has. The venues of a
// unit together are its neighbour service circle (近邻服务圈). A venue opens the projects
// that make it better, and is told what they have brought; those who book ask for its
// [Terms].
package place

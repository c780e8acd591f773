// Package venue is the places where neighbours meet (活动场所, G14): what there is
// and what is offered there, what is spent on making them better, and who uses
// them when.
//
//   - A venue is registered with its kind, where its room comes from (such as a
//     compound's ancillary rooms 配套用房 or a raised ground floor 架空层), its opening
//     hours, its services and how many of the "six haves" (六有) it has. The venues
//     of a unit together are its neighbour service circle (近邻服务圈).
//   - An upgrade is a project on a venue (提升改造): planned, approved with an
//     amount, paid for within that amount, accepted (验收). What it was to bring is
//     ticked off on the venue in the same commit.
//   - A booking is a stretch of half hours of a shared venue on one day. Every half
//     hour is a claim, so that no two bookings clash, whoever makes them, wherever;
//     cancelling releases them. A recurring one is a booking for each day, all of
//     them or none.
//
// What a venue has and offers is public. Who booked, and what for, is not: others
// only see that it is taken.
//
// The register of venues is package place; the others are named as their records.
package venue

// Package alliance is the regional Party-building alliance (区域性党建联盟, G6): the
// partner units and two-new organisations (两新组织) around a community, joined because they
// lie next to each other, complete each other's functions, and are easy to manage
// together (地域相邻、优化功能、便于管理).
//
// An [Alliance] is proposed by the community and approved by its town. Units become
// members from a day to a day; the chair goes round among them in the order in
// which they joined, month by month, quarter by quarter or year by year. What they do together is of
// six kinds, the six together (六联); each item is planned, held and accounted for.
//
// Members put what they have on the resource list and what they lack on the need
// list; A need that is matched with a resource becomes an item: those are the
// project list. A resource serves one project at a time, and a need is met when its
// project is accounted for.
package alliance

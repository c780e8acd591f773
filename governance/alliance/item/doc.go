// Package item is what members of an alliance do together, of six kinds, the six
// together (六联, G6): 支部联建、事务联议、资源联享、服务联抓、活动联办、治安联防.
//
// An [Item] is planned for a day, held, and accounted for. One that came of a need
// matched with a resource is on the project list: when it is at its end, both are told,
// and the alliance is in any case.
package item

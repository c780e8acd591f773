// Package entry is the resource list and the need list of an alliance (资源清单、需求清单, G6).
//
// An [Entry] is one line of either. A need that is matched with a resource of its sort
// becomes an item of the six together, which the resource's owner leads. A resource
// serves one item at a time; a need is met when its item is accounted for.
package entry

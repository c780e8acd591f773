// Package posting is the posts and projects to which residents are called (岗位、项目), in
// one of the six forms (六式).
//
// A [Posting] has places, and whoever wants one claims it (认领), never more than there
// are; each is an assignment of its own. It ends by itself with its last day, and with
// it the places that are still held.
package posting

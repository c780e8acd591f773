// Package assignment is one person's place in a posting (认领), once each. What they do is
// booked by the day on the [Assignment], which opens a service for it and counts what
// was confirmed. Who gives the place back leaves it to others.
package assignment

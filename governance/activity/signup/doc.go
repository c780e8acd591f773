// Package signup is the sign-ups for activities (报名, G12), one record for each person.
//
// A [SignUp] has a place, or a place on the waiting list; the activity counts both, and
// gives each sign-up its number. When a place comes free the first of those waiting has
// it in the same commit. Who comes is checked in; who had a place and did not come was
// absent. A person signs up for an activity once, by a claim; who withdraws may sign up
// again, behind those who wait.
package signup

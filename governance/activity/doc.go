// Package activity is what people of the neighbourhood do together (活动, G12): a
// flea market, a free clinic, a film in the open, a members' day.
//
// An [Activity] is announced by the organisation of the place, or proposed by
// anybody and agreed to by that organisation; partner units, shops and
// professional bodies organise it together with it. Who wants to come signs up, a
// record each: there is a place, or a place on the waiting list, and when a place
// comes free the first of those waiting has it in the same commit. When it begins,
// sign-up ends by itself; who comes is checked in; when it is over the organiser
// owes an account (活动小结), and who had a place and did not come was absent.
//
// A fixed day (党员日、爱邻日、睦邻日) comes round by a rule on the working-day
// calendar and announces its next activity by itself, some days ahead. It is on
// trial (试行) until the organisation makes it permanent.
//
// The activity keeps how many places are taken and how many wait; the sign-ups are
// records of their own, and one commit changes both, so that it is never
// overbooked. The oldest of those waiting are found by the numbers that the
// activity has given them.
package activity

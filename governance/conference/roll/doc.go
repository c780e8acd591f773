// Package roll is who is invited to a joint conference and who comes (参会单位、签到, G1).
//
// Each unit has a [Seat]: it says whether it comes, and the roll notes whether it did,
// itself or by deputy; who said that it would not is excused, anybody else is absent.
package roll

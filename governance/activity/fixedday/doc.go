// Package fixedday is the days that come round and on which the same is done each time
// (固定活动日: 党员日、爱邻日、睦邻日, G12).
//
// A [FixedDay] comes round by a rule on the working-day calendar and announces its next
// activity by itself, some days ahead. It is on trial (试行) until the organisation makes
// it permanent; what has been announced is held, whatever becomes of the day.
package fixedday

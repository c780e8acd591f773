// Package hours is when a place is open (开放时间): on which days by the working-day
// calendar, from which half hour to which. A [HalfHour] is a value that is written as
// a time of day, "09:30", and nothing else is one.
package hours

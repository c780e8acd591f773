// Package booking is who uses a shared venue when (场地预约).
//
// A [Booking] is a stretch of half hours of a venue on one day. Every half hour is a
// claim, so that no two bookings clash, whoever makes them, wherever; cancelling
// releases them. A recurring one is a booking for each day, all of them or none.
//
// Who booked, and what for, is not public: others only see which hours are free.
package booking

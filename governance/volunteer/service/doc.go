// Package service is what one person did for a posting on a day (志愿服务): booked once for
// a person, a posting and a day, and counted when the organisation has confirmed it.
// Nobody confirms their own. The question "given" sums up what was done in a period.
package service

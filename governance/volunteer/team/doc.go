// Package team is service teams (服务队), drawn from the register by the organisation that
// forms them. Whoever is registered may also enter a [Team] themselves, and leave it at
// any time; one of the members leads.
package team

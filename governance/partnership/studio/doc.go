// Package studio is the studios of retired cadres (老干部工作室, G11) and their series of
// events (红色领航 银发助邻).
//
// A [Studio] is proposed by a community, approved by its town and led by one retired
// cadre. Each [Event] of it is a record of its own: planned with the studio, held, and
// then the studio counts it.
package studio

// Package member is the on-the-job Party members on the lists of their organisations
// (在职党员报到). A [Member] is somebody's time on one list, from a day to a day, and of no
// second one meanwhile. They report in to a community, may change it, and take part; what
// was done is logged by them or by the community, and counts once that has confirmed it.
package member

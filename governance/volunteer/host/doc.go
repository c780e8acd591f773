// Package host is whose it is to look after what volunteers do (主办): the organisation
// that began it, which has to answer for the place, and the community around it. The
// six forms (六式) in which residents are called are here too, since postings, places
// and services all keep them.
package host

// Package organisation is the district's list of the Party organisations that should
// report in (单位党组织报到).
//
// The district lists an [Organisation]; it reports in to a community with a list of what
// it can do there, and has reported once the community has taken it. Services of the list
// are delivered and counted. Either may end what they have together; that it had reported
// stays true. The organisation hands in its on-the-job members, who report in each for
// themselves.
package organisation

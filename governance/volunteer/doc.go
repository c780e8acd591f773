// Package volunteer is service teams, posts and projects (服务队、岗位、项目, G10).
//
// The community finds talents, experts and keen residents by survey (摸排能人专家),
// or they offer themselves; with their agreement each stands in the register as a
// talent, with what they are able to do. A team is drawn from the register by
// the organisation that forms it.
//
// A posting calls residents to a post (岗位) or a project (项目), in one of the six
// forms (六式). It has places, and whoever wants one claims it (认领): an
// assignment each, never more than there are places. What they do is booked by
// the day, a service each, once per person, posting and day, and counts when the
// organisation has confirmed it; nobody confirms their own.
//
// Each record has a package of its name. Others ask the register what somebody is able
// to do with [governance.SkillsOf].
package volunteer

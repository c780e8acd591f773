// Package participation is what members did in communities (参与记录). The community where
// it was done confirms a [Participation], and only then does it count. A half hour of
// somebody's counts once.
package participation

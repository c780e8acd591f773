// Package service is what is done under a partnership (共建服务, G11).
//
// A [Service] is one of the four kinds that its agreement names (阵地共享、公益服务、活动联谊、慈善爱心),
// on a day, for so many people. It is recorded with the agreement, which counts it; one
// that was recorded by mistake is voided, and the agreement is told.
package service

-- Rows as version 1 of the catalogue wrote them; the tables are those of its migration. The digests are of the rows as they stand: change none.
INSERT INTO originals(sha256,bytes,digest) VALUES ('2ab7fd2612c021f485e2e4aec23b4afdedc50126723b2e5bdfcbd03b18caed21', 132, 'cd6ac8cd183a847e76052a42a2f91f96498b5deed30672241e43c9db3d33e49d');
INSERT INTO entries(id,form,state,name,received,previous,role_values,digest) VALUES (1, 'training-2023', 'confirmed', '云泽省数字技术人才发展中心.json', '2023-06-01', NULL, '{"code":["12990000MB0A36256Y"],"occupation":["人工智能工程技术人员"],"organization":["云泽省数字技术人才发展中心"]}', '4cdf254c3e2fcd79b3ce509bba6b1ccfbf83260c9a2549cf71b3a7409b2544be');
INSERT INTO contents(entry,data,findings) VALUES (1, '{"org":"云泽省数字技术人才发展中心","text":"中心成立于2008年6月"}', '[]');
INSERT INTO keys(entry,kind,value,strength) VALUES (1, 'code', 'training-2023
人工智能工程技术人员
12990000MB0A36256Y', 0);
INSERT INTO keys(entry,kind,value,strength) VALUES (1, 'organization', 'training-2023
人工智能工程技术人员
云泽省数字技术人才发展中心', 1);
INSERT INTO role_values(entry,role,folded) VALUES (1, 'code', '12990000mb0a36256y');
INSERT INTO role_values(entry,role,folded) VALUES (1, 'occupation', '人工智能工程技术人员');
INSERT INTO role_values(entry,role,folded) VALUES (1, 'organization', '云泽省数字技术人才发展中心');
INSERT INTO renditions(number,entry,sha256,place,name,kind,received,data,findings,digest) VALUES (1, 1, '2ab7fd2612c021f485e2e4aec23b4afdedc50126723b2e5bdfcbd03b18caed21', 0, '云泽省数字技术人才发展中心.json', 'json', '2023-06-01', '{"org":"云泽省数字技术人才发展中心","text":"中心成立于2008年6月"}', '[]', '910d78aeec59ee117b0ebd4518f7a511581443d7a825feb28d2d4bb07c069176');
INSERT INTO events(number,entry,by_whom,on_day,what,detail,detail_digest,digest) VALUES (1, 1, '王五', '2023-06-01', 'added', '{"sha256":"2ab7fd2612c021f485e2e4aec23b4afdedc50126723b2e5bdfcbd03b18caed21","place":0}', '5a2ed75558e761941e3c7904a357b49b3f5c421287c4b18c5d42ad116c5538b6', 'c7a03934e8b3c3d557e595d7ba91687c72e6e17b46700d4631895334e8a91a65');
INSERT INTO events(number,entry,by_whom,on_day,what,detail,detail_digest,digest) VALUES (2, 1, '赵六', '2023-06-02', 'state', '{"from":"received","to":"confirmed"}', '1aaa0cc50713c691222de5a4b64545897990b3cb47ed3ea063f4371de2eeb577', '28afcee32ff63c852aa1585100e4c8f62b31ec2df6e98a351f9fc549047002b6');
INSERT INTO words(rowid, terms) VALUES (1, '云泽 泽省 省数 数字 字技 技术 术人 人才 才发 发展 展中 中心 心 json 云泽 泽省 省数 数字 字技 技术 术人 人才 才发 发展 展中 中心 心 中心 心成 成立 立于 于 2008 年 6 月');

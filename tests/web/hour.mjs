// SPDX-License-Identifier: GPL-3.0-or-later
// hour.mjs - what somebody tells and writes in the first hour, in two languages. All of it is invented: the persons,
// the organisations, the offices' holders, the streets and the events. The words on screen that are looked for are
// those that people were promised.
const DAY_MS = 86400000;
export const day = (n) => new Date(Date.now() + n * DAY_MS).toISOString().slice(0, 10);
const long = (n, tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.now() + n * DAY_MS);

/* Groups in Seoul write to offices in China in English: the paper is the same in both tellings. */
const LETTER_OF_2017 = ['letter-of-2017.txt', `LANTERN BRIDGE
Seoul

12 June 2017

Governor Bai Qingshan
People's Government of Liaoning Province
12 Lindong Road
Shenyang 110032
Liaoning Province
People's Republic of China

Dear Governor Bai,

We ask you again not to return the woman of whom we wrote in May.

Yours sincerely,

Han Areum
Lantern Bridge

(This letter, its people and its street are invented.)
`];

const en = {
  call: 'Yesterday before dawn ten people were arrested in Shenyang. One of them is a child of four. They were in a safe house behind the station. They came from North Korea and may be sent back any day.',
  told_by: 'a broker whose voice I know',
  hidden: '‘safe house’ is hidden from everything that leaves.',
  adds_up: '10 people, 1 child: adds up.',
  words: {
    begin: ['Someone called me', 'I have documents', 'Show me an example (invented)'],
    note: ['Write down a call', 'Who told you?', 'How do they know?', 'May the people be named?'],
    check: ['Is it said there?', 'Right', 'Change', 'Not said', 'Later'],
    home: ['What waits for you', 'Due', 'To check', 'They differ', 'Last copy'],
    case: ['Who', 'What we know, and from whom', 'They differ', 'What may leave', 'Letters', 'Next steps'],
    ready: ['Before you send'],
    lock: 'Lock',
  },
  papers: [
    LETTER_OF_2017,
    ['partner-b.txt', `Report of partner group B
${long(0, 'en-GB')}

On ${long(-1, 'en-GB')} nine people from North Korea were arrested in Shenyang.
So Mi-ran, 31, is said to be among them. Neighbours saw a grey bus.

(This report, its people and the event are invented.)
`],
  ],
  papers_from: 'partner group B',
  state: 'China', event: 'Arrest, 10', figure: '10 people', person: 'So Mi-ran', paper: 'Report of partner group B', note: 'Note of a call',
  office: 'Governor', street: '12 Lindong Road',
  custody_who: 'partner group B',
  title: 'Shenyang, ten people',
  consent_who: 'Park Sora and the lawyer of the group',
  consent_why: 'They may be moved any day, and nobody can reach them. No names, no ages but the child.',
  differ_why: 'The caller counted the child; the report may not have.',
  from: 'Lantern Bridge', head: '31 Mapo-daero\nMapo-gu, Seoul 04167', signed: 'Park Sora', place: 'Seoul',
  own: 'We write to you in great concern about ten people, a young child among them.',
  confirmed: '+86 24 5550 0142, the front desk',
  alone: 'I am alone tonight; they may be returned tomorrow.',
  reply: 'The office writes that it has passed our letter on to the police of the city.',
};

const ko = {
  call: '어제 새벽 선양에서 열 명이 체포됐다. 그중 한 명은 네 살 아이다. 역 뒤 안전가옥에 있었다. 모두 북한에서 온 사람들이고 언제 북송될지 모른다.',
  told_by: '목소리를 아는 브로커',
  hidden: '나가는 모든 것에서 ‘안전가옥’ 표현을 숨깁니다.',
  adds_up: '합계가 맞습니다.',
  words: {
    begin: ['전화를 받았습니다', '문서가 있습니다', '예시 보기 (지어낸 사례)'],
    note: ['통화 내용 적기', '누가 알려 주었습니까?', '그 사람은 어떻게 압니까?', '당사자의 이름을 밝혀도 됩니까?'],
    check: ['거기에 그렇게 적혀 있습니까?', '맞음', '바꾸기', '그런 말 없음', '나중에'],
    home: ['기다리는 일', '기한', '확인할 것', '서로 다름', '마지막 복사'],
    case: ['누구', '아는 것과 그 출처', '서로 다름', '내보낼 수 있는 것', '서한', '다음에 할 일'],
    ready: ['보내기 전에'],
    lock: '잠그기',
  },
  papers: [
    LETTER_OF_2017,
    ['협력단체-나.txt', `협력단체 나의 보고
${long(0, 'ko-KR')}

${long(-1, 'ko-KR')} 선양에서 북한 주민 아홉 명이 체포됐다.
그 가운데 소미란 씨(31세)가 있다고 한다. 이웃들이 회색 버스를 보았다.

(이 보고와 사람, 사건은 모두 지어낸 것입니다.)
`],
  ],
  papers_from: '협력단체 나',
  state: '중국', event: '체포, 10', figure: '10', person: '소미란', paper: '협력단체 나의 보고', note: '통화 기록',
  office: 'Governor', street: '12 Lindong Road',
  custody_who: '협력단체 나',
  title: '선양의 열 사람',
  consent_who: '박소라와 단체의 변호사',
  consent_why: '언제 옮겨질지 모르고 아무도 만날 수 없다. 이름은 밝히지 않고, 나이는 아이라는 것만 밝힌다.',
  differ_why: '전화한 사람은 아이를 셌고, 보고서는 세지 않은 듯하다.',
  from: '등불다리', head: '마포대로 31\n서울 마포구 04167', signed: '박소라', place: '서울',
  own: '저희는 어린아이 한 명을 포함한 열 사람의 안전을 깊이 걱정하며 이 편지를 씁니다.',
  confirmed: '+86 24 5550 0142, 안내 창구',
  alone: '오늘 밤에는 혼자이고, 내일이면 송환될 수 있습니다.',
  reply: '편지를 시 공안국에 넘겼다고 합니다.',
};

export const TELLINGS = { en, ko };
